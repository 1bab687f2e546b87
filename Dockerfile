# Two stages: a compiler, then an image that holds the binary, the certificates
# it checks sources against, and nothing else: no shell, no root.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=docker
RUN VERSION=$VERSION scripts/build-static.sh /out/openchair && mkdir /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/openchair /openchair
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
# The root can be read-only: only /data is written to.
VOLUME /data
# There is no /tmp: what SQLite must spill goes beside the database.
ENV OPENCHAIR_DB=/data/openchair.db OPENCHAIR_LISTEN=0.0.0.0:8080 SQLITE_TMPDIR=/data TMPDIR=/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["/openchair", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/openchair"]
CMD ["serve"]

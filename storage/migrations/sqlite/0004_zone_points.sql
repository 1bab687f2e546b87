-- In which zone a point is, by the borders of a version: thousandths of a degree.
CREATE TABLE zone_point (
  lat  INTEGER NOT NULL,
  lon  INTEGER NOT NULL,
  data TEXT    NOT NULL,
  zone TEXT    NOT NULL, -- '' = in none
  PRIMARY KEY (lat, lon)
) STRICT, WITHOUT ROWID;

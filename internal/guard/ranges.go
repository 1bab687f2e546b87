package guard

import "net/netip"

// Range is a block of addresses that is not the public Internet.
type Range struct {
	Prefix netip.Prefix
	Why    string
}

// Refused lists the blocks that are never dialled unless private addresses
// are allowed: IANA's special-purpose registries for IPv4 and IPv6, and the
// forms of IPv6 that carry an IPv4 address which the network unpacks.
var Refused = []Range{
	{block("0.0.0.0/8"), "this network"},
	{block("10.0.0.0/8"), "private"},
	{block("100.64.0.0/10"), "shared by a carrier"},
	{block("127.0.0.0/8"), "loopback"},
	{block("169.254.0.0/16"), "link-local"},
	{block("172.16.0.0/12"), "private"},
	{block("192.0.0.0/24"), "protocol assignments"},
	{block("192.0.2.0/24"), "documentation"},
	{block("192.88.99.0/24"), "6to4 relay"},
	{block("192.168.0.0/16"), "private"},
	{block("198.18.0.0/15"), "benchmarking"},
	{block("198.51.100.0/24"), "documentation"},
	{block("203.0.113.0/24"), "documentation"},
	{block("224.0.0.0/4"), "multicast"},
	{block("240.0.0.0/4"), "reserved"},

	{block("::/128"), "unspecified"},
	{block("::1/128"), "loopback"},
	{block("64:ff9b::/96"), "carries an IPv4 address"},
	{block("64:ff9b:1::/48"), "carries an IPv4 address"},
	{block("2001::/23"), "protocol assignments"},
	{block("2001:db8::/32"), "documentation"},
	{block("2002::/16"), "carries an IPv4 address"},
	{block("3fff::/20"), "documentation"},
	{block("fc00::/7"), "private"},
	{block("fe80::/10"), "link-local"},
	{block("ff00::/8"), "multicast"},
}

// global is the only part of IPv6 in which the Internet's hosts are numbered.
var global = block("2000::/3")

func block(s string) netip.Prefix { return netip.MustParsePrefix(s) }

// why says why an address is not the public Internet, "" where it is. Zones
// and the IPv4-mapped form are taken off first: a prefix never contains them.
func why(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	for _, r := range Refused {
		if r.Prefix.Contains(a) {
			return r.Why
		}
	}
	if a.Is6() && !global.Contains(a) {
		return "not assigned to the public Internet"
	}
	return ""
}

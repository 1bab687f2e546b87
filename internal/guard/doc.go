// Package guard dials only addresses that a stranger's listing may name.
//
//   - Guard: the rule that decides, on the address actually dialled and after
//     every name has been resolved, so that neither a name that points inward
//     nor a redirect reaches the operator's own network.
//   - Range: a block of addresses that is not the public Internet, and why.
//   - RefusedError: an address that was not dialled.
//
// Sources are fetched through it, and whatever else goes to an address that
// somebody outside has written.
package guard

// Package storagetest says how every engine of the store behaves: one suite,
// named after behaviours, that each engine's tests run.
//
//   - Fresh: how an engine makes an empty store for one test. What it returns
//     opens a handle; called twice it opens the same store twice, as two
//     processes do.
package storagetest

package storage

import "iter"

// fewAhead is how many values are made before they are taken.
const fewAhead = 64

// ahead makes n values, one after the other, while those before are put to use:
// what the engine writes needs one processor, and what it is to write another.
// The caller must not touch what make does until the sequence has ended.
func ahead[T any](n int, create func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		made, stop := make(chan T, fewAhead), make(chan struct{})
		go func() {
			defer close(made)
			for i := range n {
				select {
				case made <- create(i):
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			for range made { // until it has ended
			}
		}()
		for v := range made {
			if !yield(v) {
				return
			}
		}
	}
}

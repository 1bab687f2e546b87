package memory

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// stretch is a part of the address space.
type stretch struct{ start, end uintptr }

// dropProgram takes the pages of the program's file, which nobody writes to,
// out of the process. A start touches nearly all of them once.
func dropProgram() error {
	path, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return fmt.Errorf("find the program's pages: %w", err)
	}
	clean, err := cleanStretches(maps, path)
	err = errors.Join(err, maps.Close())
	for _, s := range clean {
		err = errors.Join(err, s.drop())
	}
	return err
}

// drop takes a stretch out of the process.
func (s stretch) drop() error {
	if _, _, errno := syscall.Syscall(syscall.SYS_MADVISE, s.start, s.end-s.start, syscall.MADV_DONTNEED); errno != 0 {
		return fmt.Errorf("give back the program's pages: %w", errno)
	}
	return nil
}

// cleanStretches reads, in the form of /proc/PID/smaps, where a file is mapped
// for reading only and holds nothing but what stands in the file. A page that
// was written to before it was closed to writing, as tables of addresses are,
// would be lost: where one may be, nothing is given back.
func cleanStretches(smaps io.Reader, path string) (clean []stretch, err error) {
	var at stretch
	ours := false
	lines := bufio.NewScanner(smaps)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) > 5 && strings.Contains(fields[0], "-"):
			ours = (fields[1] == "r-xp" || fields[1] == "r--p") && strings.Join(fields[5:], " ") == path
			if at, err = readStretch(fields[0]); err != nil {
				return nil, err
			}
		case len(fields) > 0 && strings.Contains(fields[0], "-"):
			ours = false // memory without a file
		case ours && len(fields) > 1 && fields[0] == "Anonymous:": // after which a page may be ours alone
			if fields[1] == "0" {
				clean = append(clean, at)
			}
			ours = false
		}
	}
	return clean, lines.Err()
}

func readStretch(s string) (at stretch, err error) {
	from, to, _ := strings.Cut(s, "-")
	start, err := strconv.ParseUint(from, 16, 64)
	end, errEnd := strconv.ParseUint(to, 16, 64)
	if err = errors.Join(err, errEnd); err != nil {
		return at, fmt.Errorf("a stretch of memory %q: %w", s, err)
	}
	return stretch{uintptr(start), uintptr(end)}, nil
}

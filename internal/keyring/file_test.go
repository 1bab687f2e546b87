package keyring

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestKeyFileIsMadeOnceWithMode0600(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.key")
	first, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %04o, want 0600", info.Mode().Perm())
	}
	again, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if first.Token(Stop, 1) != again.Token(Stop, 1) {
		t.Error("a second start made another key")
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestKeyFileThatOthersCanReadIsRefusedWithARemedy(t *testing.T) {
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o660, 0o610} {
		path := filepath.Join(t.TempDir(), "openchair.key")
		if _, err := Load(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "chmod 600 "+path) {
			t.Errorf("mode %04o: err = %v", mode, err)
		}
	}
}

func TestDamagedKeyFileIsNeverReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.key")
	if err := os.WriteFile(path, []byte("half a ke"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil {
		t.Fatal("a damaged file was taken")
	}
	if text, _ := os.ReadFile(path); string(text) != "half a ke" {
		t.Errorf("the file was changed to %q", text)
	}
}

func TestLoadExistingNeverMakesAKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.key")
	if _, err := LoadExisting(path); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("err = %v, want fs.ErrNotExist and the file's name", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key file was made: %v", err)
	}
	made, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := LoadExisting(path)
	if err != nil {
		t.Fatal(err)
	}
	if made.Token(Stop, 1) != read.Token(Stop, 1) {
		t.Error("another key was read than was made")
	}
}

func TestMissingDirectoryIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "such", "openchair.key")
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("err = %v, want one that names the file", err)
	}
}

// Several processes, not goroutines: only they share nothing but the file.
func TestManyProcessesMakeOneKey(t *testing.T) {
	const variable = "KEYRING_TEST_FILE"
	if path := os.Getenv(variable); path != "" {
		r, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("token=" + r.Token(Stop, 1) + "\n")
		return
	}
	path := filepath.Join(t.TempDir(), "openchair.key")
	const processes = 8
	var cmds [processes]*exec.Cmd
	var outs [processes]strings.Builder
	for i := range cmds {
		cmds[i] = exec.Command(os.Args[0], "-test.run=^TestManyProcessesMakeOneKey$", "-test.v")
		cmds[i].Env = append(os.Environ(), variable+"="+path)
		cmds[i].Stdout = &outs[i]
		if err := cmds[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	tokens := make(map[string]bool)
	for i := range cmds {
		if err := cmds[i].Wait(); err != nil {
			t.Fatalf("process %d: %v\n%s", i, err, outs[i].String())
		}
		_, rest, found := strings.Cut(outs[i].String(), "token=")
		if !found {
			t.Fatalf("process %d printed no token: %s", i, outs[i].String())
		}
		token, _, _ := strings.Cut(rest, "\n")
		tokens[token] = true
	}
	if len(tokens) != 1 {
		t.Errorf("%d processes made %d different keys", processes, len(tokens))
	}
}

func TestFileSystemWithoutLinksGetsAnExclusiveCopy(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	if err := os.WriteFile(from, []byte(fileHeader+hexKey(1)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := copyNew(from, to); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(to); err != nil {
		t.Error(err)
	}
	if err := copyNew(from, to); !os.IsExist(err) {
		t.Errorf("an existing file: err = %v", err)
	}
}

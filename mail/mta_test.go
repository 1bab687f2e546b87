package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const masterCF = `127.0.0.1:%d inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
retry unix - - n - - error
error unix - - n - - error
anvil unix - - n - 1 anvil
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
`

// mainCF keeps whatever comes in the queue, and lets nothing out.
const mainCF = `compatibility_level = 3.6
queue_directory = %[1]s/queue
data_directory = %[1]s/data
maillog_file_prefixes = %[1]s
maillog_file = %[1]s/log
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.chairs.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
smtpd_relay_restrictions = permit_mynetworks, reject
defer_transports = smtp
`

// postfix runs one of its own on loopback, in a directory of its own, until the
// test ends. It returns its address and what reads its queue.
func postfix(t *testing.T) (address string, queued func() []byte) {
	t.Helper()
	const master = "/usr/lib/postfix/sbin/master"
	for _, tool := range []string{master, "postfix", "postqueue", "postcat"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not there: apt-get install postfix", tool)
		}
	}
	if os.Getuid() != 0 {
		t.Skip("postfix needs root to run")
	}
	dir, err := os.MkdirTemp("", "openchair-postfix-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { // postfix's own user has to get in
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	etc := filepath.Join(dir, "etc")
	write(t, filepath.Join(etc, "main.cf"), fmt.Sprintf(mainCF, dir))
	write(t, filepath.Join(etc, "master.cf"), fmt.Sprintf(masterCF, port))
	for _, sub := range []string{"etc", "queue", "data"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"etc", "etc/main.cf", "etc/master.cf"} {
		if err := os.Chmod(filepath.Join(dir, file), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "chown", "postfix", filepath.Join(dir, "data"))
	command(t, "postfix", "-c", etc, "check")
	daemon := exec.Command(master, "-c", etc, "-d")
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // it ends its own children
		if err := daemon.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		_ = daemon.Wait() // ended by a signal, as asked
	})
	address = fmt.Sprintf("127.0.0.1:%d", port)
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			break
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Fatalf("postfix did not begin to listen:\n%s", log)
		}
	}
	return address, func() []byte { return firstQueued(t, etc) }
}

func firstQueued(t *testing.T, etc string) []byte {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		var entry struct {
			ID string `json:"queue_id"`
		}
		if json.NewDecoder(bytes.NewReader(command(t, "postqueue", "-c", etc, "-j"))).Decode(&entry) == nil {
			return command(t, "postcat", "-c", etc, "-qhb", entry.ID)
		}
	}
	t.Fatal("no letter is in the queue")
	return nil
}

func command(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	var errs bytes.Buffer
	c := exec.Command(name, args...)
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, errs.String())
	}
	return out
}

const dkimpy = `import dkim, sys
record = sys.argv[1].encode()
asked = []
def dns(name, timeout=5):
    asked.append(name)
    return record
d = dkim.DKIM(sys.stdin.buffer.read())
good = d.verify(dnsfunc=dns)
print(good, asked[0].decode().rstrip("."), b" ".join(d.signed_headers and [h for h, _ in d.signed_headers] or []).decode())
`

// Another implementation reads from a real server's queue what we signed.
func TestALetterInAServersQueueVerifiesElsewhere(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", "import dkim").Run() != nil {
		t.Skip("dkimpy is not there: apt-get install python3-dkim")
	}
	address, queued := postfix(t)
	d, err := NewDKIM("chairs.example", "letters", dkimKeys(t)["rsa"])
	if err != nil {
		t.Fatal(err)
	}
	signing := sender
	signing.DKIM = d
	server, err := ParseSMTPURL("smtp://" + address)
	if err != nil {
		t.Fatal(err)
	}
	tr := NewSMTP(server, signing)
	defer tr.Close()
	w := written(t, nooner(t))
	to, _ := readable("reader@example.org")
	e, err := signing.seal(to, w, header{messageID: "abc@chairs.example", stop: "https://chairs.example/stop/TOKEN", bounces: "bounces+token@chairs.example", now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := tr.Send(ctx, e); err != nil {
		t.Fatal(err)
	}
	letter := queued()
	if !bytes.Contains(letter, []byte("Received: from chairs.example")) {
		t.Errorf("it has not passed a server:\n%s", letter)
	}
	name, record := d.Record()
	verify := func(letter []byte) string {
		c := exec.Command("/usr/bin/python3", "-c", dkimpy, record)
		c.Stdin = bytes.NewReader(letter)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("dkimpy: %v\n%s", err, out)
		}
		return string(out)
	}
	got := verify(letter)
	if !strings.HasPrefix(got, "True "+name) || !strings.Contains(got, "list-unsubscribe list-unsubscribe-post") {
		t.Errorf("dkimpy says %s of:\n%s", got, letter)
	}
	if got := verify(bytes.Replace(letter, []byte("/stop/TOKEN"), []byte("/stop/OTHER"), 1)); !strings.HasPrefix(got, "False") {
		t.Errorf("another link to stop by passes: %s", got)
	}
}

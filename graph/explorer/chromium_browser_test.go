//go:build browser

package explorer_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"
)

// chromium is a real browser with one tab, driven by the DevTools protocol over a pair of pipes. A few lines do for what is asked of it.
type chromium struct {
	t       *testing.T
	ctx     context.Context
	pipe    *os.File
	session string // the tab's; empty for the browser itself

	mu      sync.Mutex
	last    int
	answers map[int]chan message

	requested  []string // the address of everything that the tab has asked for
	complaints []string // everything that went to its console as an error, or was thrown and not caught
}

// message is what goes through the pipes, either way: a call, the answer to one, or an event.
type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    json.RawMessage `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     json.RawMessage `json:"error,omitempty"`
}

// startChromium starts the browser with a profile of its own, and ends it with the test. CHROMIUM names another program than "chromium".
func startChromium(t *testing.T) *chromium {
	t.Helper()

	// The deadline is only there to end a test of a broken page, which would otherwise wait for ever.
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	theirEnd, calls, err := os.Pipe()
	check(t, err)
	answers, theirOtherEnd, err := os.Pipe()
	check(t, err)

	cmd := exec.CommandContext(ctx, cmp.Or(os.Getenv("CHROMIUM"), "chromium"),
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--window-size=1280,800", "--user-data-dir="+t.TempDir(),
		"--remote-debugging-pipe", "about:blank")
	cmd.ExtraFiles = []*os.File{theirEnd, theirOtherEnd} // the browser reads from 3 and writes to 4
	check(t, cmd.Start())
	theirEnd.Close()
	theirOtherEnd.Close()

	c := &chromium{t: t, ctx: ctx, pipe: calls, answers: map[int]chan message{}}
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		c.listen(answers)
	}()
	t.Cleanup(func() {
		calls.Close() // which ends the browser
		cmd.Wait()
		cancel()
		<-heard
		answers.Close()
	})

	c.openTab()
	return c
}

// openTab opens the tab and asks to be told of what happens in it.
func (c *chromium) openTab() {
	c.t.Helper()
	var target struct{ TargetID string }
	c.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	c.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	c.session = attached.SessionID
	for _, domain := range []string{"Network", "Runtime", "Log", "Page"} {
		c.call(domain+".enable", nil, nil)
	}
}

// call asks something of the tab and waits for the answer.
func (c *chromium) call(method string, params, result any) {
	c.t.Helper()
	encoded, err := json.Marshal(params)
	check(c.t, err)

	answer := make(chan message, 1)
	c.mu.Lock()
	c.last++
	call := message{ID: c.last, SessionID: c.session, Method: method}
	if params != nil {
		call.Params = encoded
	}
	c.answers[call.ID] = answer
	c.mu.Unlock()

	line, err := json.Marshal(call)
	check(c.t, err)
	_, err = c.pipe.Write(append(line, 0))
	check(c.t, err)

	select {
	case got := <-answer:
		if got.Error != nil {
			c.t.Fatalf("%s: %s", method, got.Error)
		}
		if result != nil {
			check(c.t, json.Unmarshal(got.Result, result))
		}
	case <-c.ctx.Done():
		c.mu.Lock()
		defer c.mu.Unlock()
		c.t.Fatalf("%s: the browser gives no answer: %v; its console says %q", method, c.ctx.Err(), c.complaints)
	}
}

// listen takes in what the browser says, until it ends. Messages come in order: an answer comes after every event that went before it.
func (c *chromium) listen(pipe *os.File) {
	for reader := bufio.NewReader(pipe); ; {
		line, err := reader.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if err := json.Unmarshal(line[:len(line)-1], &m); err != nil {
			c.complain("an unreadable message from the browser: " + err.Error())
			continue
		}

		c.mu.Lock()
		answer := c.answers[m.ID]
		delete(c.answers, m.ID)
		c.mu.Unlock()
		if answer != nil {
			answer <- m
		} else {
			c.note(m)
		}
	}
}

// note keeps what an event tells, where it is of use.
func (c *chromium) note(m message) {
	var event struct {
		Type    string
		Request struct{ URL string }
		Args    json.RawMessage
		Entry   struct{ Level, Text, URL string }

		ExceptionDetails json.RawMessage
	}
	if err := json.Unmarshal(m.Params, &event); err != nil {
		return // an event of a shape that is not among those below
	}

	switch {
	case m.Method == "Network.requestWillBeSent":
		c.mu.Lock()
		c.requested = append(c.requested, event.Request.URL)
		c.mu.Unlock()
	case m.Method == "Runtime.exceptionThrown":
		c.complain(string(event.ExceptionDetails))
	case m.Method == "Runtime.consoleAPICalled" && (event.Type == "error" || event.Type == "assert"):
		c.complain(string(event.Args))
	case m.Method == "Log.entryAdded" && event.Entry.Level == "error":
		c.complain(event.Entry.Text + " " + event.Entry.URL)
	}
}

func (c *chromium) complain(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.complaints = append(c.complaints, text)
}

// seen gives the address of everything asked for, and every complaint, up to now.
func (c *chromium) seen() (requested, complaints []string) {
	c.until(`true`) // the answer comes after all that went before it
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.requested), slices.Clone(c.complaints)
}

// open goes to an address and waits until the page and all that it loads are there.
func (c *chromium) open(url string) {
	c.t.Helper()
	var went struct{ ErrorText string }
	c.call("Page.navigate", map[string]any{"url": url}, &went)
	if went.ErrorText != "" {
		c.t.Fatalf("%s: %s", url, went.ErrorText)
	}
	c.until(`document.readyState === 'complete'`)
}

// until waits for a JavaScript expression to be true of the page, or at least truthy, looking at every frame, and gives its value as text.
func (c *chromium) until(expression string) string {
	c.t.Helper()
	var got struct {
		Result           struct{ Value string }
		ExceptionDetails json.RawMessage
	}
	c.call("Runtime.evaluate", map[string]any{"awaitPromise": true, "returnByValue": true, "expression": fmt.Sprintf(`
		new Promise((resolve, reject) => {
			const look = () => {
				try {
					const value = %s;
					value ? resolve(String(value)) : requestAnimationFrame(look);
				} catch (problem) {
					reject(problem);
				}
			};
			look();
		})`, expression)}, &got)
	if got.ExceptionDetails != nil {
		c.t.Fatalf("%s: %s", expression, got.ExceptionDetails)
	}
	return got.Result.Value
}

// press waits for the element and presses it, as a visitor would with the mouse.
func (c *chromium) press(selector string) {
	c.t.Helper()
	var spot struct{ X, Y float64 }
	check(c.t, json.Unmarshal([]byte(c.until(fmt.Sprintf(`(element => {
		const box = element?.getBoundingClientRect();
		return box && JSON.stringify({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
	})(document.querySelector(%q))`, selector))), &spot))
	for _, kind := range []string{"mouseMoved", "mousePressed", "mouseReleased"} {
		c.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": spot.X, "y": spot.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// picture writes a picture of the page as PNG.
func (c *chromium) picture(path string) {
	c.t.Helper()
	var shot struct{ Data []byte }
	c.call("Page.captureScreenshot", nil, &shot)
	check(c.t, os.WriteFile(path, shot.Data, 0o644))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

package files

import "io"

// Content is what is in a draft, for tests.
func (d *Draft) Content() ([]byte, error) {
	if err := d.rewind(); err != nil {
		return nil, err
	}
	return io.ReadAll(d.content)
}

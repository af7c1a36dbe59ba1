package files

import "encoding/binary"

// Which way up an image is, is a number from 1, as it stands, to 8, in the tag 0x0112 of EXIF. It is the one thing that is kept of EXIF, and
// it is written anew: nothing else of what was there goes along.

// exifHeader is what EXIF begins with in a JPEG.
const exifHeader = "Exif\x00\x00"

const orientationTag, shortType = 0x0112, 3

// turned says whether an image has to be turned or mirrored to be looked at.
func turned(orientation int) bool { return orientation > 1 && orientation <= 8 }

// orientationOf reads the orientation from EXIF, which is a TIFF; 0 where it says none.
func orientationOf(exif []byte) int {
	if len(exif) < 8 {
		return 0
	}
	var order binary.ByteOrder
	switch string(exif[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := uint64(order.Uint32(exif[4:]))
	if at+2 > uint64(len(exif)) {
		return 0
	}
	entries := exif[at+2:]
	for range order.Uint16(exif[at:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == shortType {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 0
}

// exifOf is EXIF that says the orientation and nothing else.
func exifOf(orientation int) []byte {
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	exif[19] = byte(orientation)
	return exif
}

"""Small pictures for tests, each with what a camera or an attacker would put into it. All are `bytes`."""

import io
import struct
import zlib

from PIL import ExifTags, Image, ImageCms

SIZE = (80, 40)
CAMERA = "Rustavi phone 7"
PLACE = 41.5495


def picture(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Red on the left, blue on the right, so that one sees how it was turned."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return drawn.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: camera, place, and how it was held."""
    written = Image.Exif()
    written[ExifTags.Base.Make] = CAMERA
    written[ExifTags.Base.Orientation] = orientation
    written[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (41.0, 32.0, 58.2),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (44.0, 59.0, 35.0),
    }
    return written


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>{PLACE}</place><camera>{CAMERA}</camera></x:xmpmeta>'.encode()


def saved(image: Image.Image, kind: str, **options) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def jpeg(orientation: int = 1, mode: str = "RGB", size: tuple[int, int] = SIZE) -> bytes:
    return saved(picture(mode, size), "JPEG", exif=exif(orientation), xmp=XMP, comment=CAMERA.encode())


def several_in_one(orientation: int = 1) -> bytes:
    """What many phones write today: a JPEG with a second one, a depth map or brightness map, behind it."""
    second = picture("RGB", (20, 10))
    second.encoderinfo = {"exif": exif()}
    return saved(picture(), "MPO", save_all=True, append_images=[second], exif=exif(orientation))


def png(mode: str = "RGB", orientation: int = 1) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Camera", CAMERA)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(picture(mode), "PNG", exif=exif(orientation), pnginfo=notes)


def deep_png() -> bytes:
    """16 bits of grey: black above, half grey below."""
    half = SIZE[0] * SIZE[1] // 2
    return saved(Image.frombytes("I;16", SIZE, b"\x00\x00" * half + b"\x00\x80" * half), "PNG")


def palette_png() -> bytes:
    """256 colours, one of which is transparent."""
    drawn = Image.new("P", SIZE, 1)
    drawn.putpalette([255, 255, 255, 200, 30, 30] + [0] * 750)
    drawn.paste(0, (0, 0, 40, 40))
    return saved(drawn, "PNG", transparency=0)


def see_through(kind: str) -> bytes:
    drawn = picture("RGBA")
    drawn.paste((0, 0, 0, 0), (0, 0, 10, 10))
    return saved(drawn, kind, **({"lossless": True} if kind == "WEBP" else {}))


def animation(kind: str) -> bytes:
    """Three frames."""
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "green", "blue")]
    notes = {} if kind == "GIF" else {"exif": exif()}
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, loop=0, **notes)


def with_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(picture(), "JPEG", icc_profile=profile)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that says it is a wall."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


def notes_bomb() -> bytes:
    """A small picture with a compressed note that unpacks to 200 megabytes."""
    content = b"Comment\0\0" + zlib.compress(bytes(200 * 1024 * 1024), 9)
    note = struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))
    plain = saved(picture(), "PNG")
    return plain[:33] + note + plain[33:]


def broken_exif() -> bytes:
    """A sound JPEG whose notes are noise."""
    plain = saved(picture(), "JPEG")
    notes = b"Exif\0\0II*\0\x08\0\0\0" + b"\xff" * 40
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + plain[2:]


def other_broken_exif() -> bytes:
    plain = saved(picture(), "JPEG")
    notes = b"Exif\0\0no TIFF header"
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + plain[2:]

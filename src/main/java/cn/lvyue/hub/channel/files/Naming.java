package cn.lvyue.hub.channel.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How the bytes of file names are to be read when they are shown. They are never changed: files keep their names. */
enum Naming {
    /** UTF-8 where the bytes are that, else GB18030. */
    AUTO,
    UTF_8,
    GB18030;

    private static final Charset CHINESE = Charset.forName("GB18030");

    /** For people, logs and the archive: one line, and what is no character is shown as its code. */
    String show(PlaceName name) {
        var text = this == GB18030 ? decode(name, CHINESE, CHINESE) : decode(name, StandardCharsets.UTF_8, CHINESE);
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    /** How a name from the settings is written. */
    PlaceName write(String text) {
        return PlaceName.ofBytes(text.getBytes(this == GB18030 ? CHINESE : StandardCharsets.UTF_8));
    }

    private String decode(PlaceName name, Charset first, Charset second) {
        try {
            return strict(name, first);
        } catch (CharacterCodingException notFirst) {
            try {
                return this == AUTO ? strict(name, second) : name.raw();
            } catch (CharacterCodingException neither) {
                return name.raw();
            }
        }
    }

    private static String strict(PlaceName name, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(name.bytes())).toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> shown.append("%%%02X".formatted(character));
            default -> shown.appendCodePoint(character);
        }
    }
}

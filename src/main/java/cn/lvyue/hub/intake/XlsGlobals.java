package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Looks at the first records of an old workbook ([MS-XLS] 2.1.7.20.3) before the library makes objects of them: which version
 * it is, and how many strings it says it has, for the library believes it.
 */
final class XlsGlobals {
    private static final int BEGIN = 0x0809;
    private static final Set<Integer> BEGIN_BEFORE_BIFF5 = Set.of(0x0009, 0x0209, 0x0409);
    private static final int END = 0x000A;
    private static final int ENCRYPTED = 0x002F;
    private static final int STRINGS = 0x00FC;
    private static final int BIFF5 = 0x0500;

    private XlsGlobals() {}

    static void check(String place, InputStream records, IntakeSettings settings) throws IOException {
        try (records) {
            byte[] header = new byte[4];
            while (records.readNBytes(header, 0, header.length) == header.length) {
                int id = number(header, 0);
                int length = number(header, 2);
                if (id == END || id == ENCRYPTED) {
                    return;
                }
                byte[] body = records.readNBytes(length);
                if (BEGIN_BEFORE_BIFF5.contains(id) || id == BEGIN && body.length > 1 && number(body, 0) == BIFF5) {
                    throw Fault.WRONG_TYPE.refuse(place, "Excel 5.0/95", "XLSX, XLS");
                }
                if (id == STRINGS && body.length >= 8) {
                    check(place, number(body, 4) | (long) number(body, 6) << 16, settings.maxOldStrings());
                }
            }
        }
    }

    private static void check(String place, long strings, int most) throws Refused {
        if (strings > most) {
            throw Fault.TOO_LARGE.refuse(place, String.valueOf(strings), "hub.intake.max-old-strings = " + most);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }
}

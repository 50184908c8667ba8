package cn.lvyue.hub.console;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How numbers and moments are written on pages; the bean {@code shown} of the templates. Moments are those of Asia/Shanghai. */
@Component("shown")
class Shown {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZONE);

    public String time(@Nullable Instant at) {
        return at == null ? "" : SECOND.format(at);
    }

    public String minute(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    public String number(@Nullable Number n) {
        return n == null ? "–" : NumberFormat.getIntegerInstance(Locale.ROOT).format(n);
    }

    /** A share from 0 to 1 in per cent. */
    public String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public String bytes(long size) {
        if (size < 1_024) {
            return size + " B";
        }
        double kib = size / 1_024.0;
        return kib < 1_024
                ? String.format(Locale.ROOT, "%.1f KiB", kib)
                : String.format(Locale.ROOT, "%.1f MiB", kib / 1_024);
    }
}

package cn.lvyue.hub.benchmark;

import java.nio.charset.Charset;

/** Writes amounts in the notations of the hotline. */
final class HotlineAmount {
    private static final int CENTS = 100;
    private static final int CENTS_OF_WAN = 10_000 * CENTS;

    private final byte[] yuan;
    private final byte[] wan;
    private final byte[] sign;

    HotlineAmount(Charset charset) {
        yuan = "元".getBytes(charset);
        wan = "万元".getBytes(charset);
        sign = "￥".getBytes(charset);
    }

    /**
     * @param percentile 0 to 99, decides on the notation: {@code 12.5万元}, {@code "125,000.00"}, {@code "125,000.00元"},
     *     {@code 125000.00}, {@code ￥125000.00}
     */
    void cell(RowBuffer out, long cents, int percentile) {
        if (percentile < 45) {
            inWan(out, cents);
        } else if (percentile < 65) {
            grouped(out.put('"'), cents).put('"');
        } else if (percentile < 80) {
            grouped(out.put('"'), cents).put(yuan).put('"');
        } else {
            plain(percentile < 92 ? out : out.put(sign), cents);
        }
    }

    /** As many decimals as needed, at most six. */
    void inWan(RowBuffer out, long cents) {
        out.number(cents / CENTS_OF_WAN);
        long rest = cents % CENTS_OF_WAN;
        if (rest > 0) {
            int digits = 6;
            while (rest % 10 == 0) {
                rest /= 10;
                digits--;
            }
            out.put('.').number(rest, digits);
        }
        out.put(wan);
    }

    private static RowBuffer plain(RowBuffer out, long cents) {
        return out.number(cents / CENTS).put('.').number(cents % CENTS, 2);
    }

    private static RowBuffer grouped(RowBuffer out, long cents) {
        long thousands = cents / CENTS / 1000;
        if (thousands == 0) {
            return plain(out, cents);
        }
        if (thousands >= 1000) {
            out.number(thousands / 1000).put(',').number(thousands % 1000, 3);
        } else {
            out.number(thousands);
        }
        return out.put(',').number(cents / CENTS % 1000, 3).put('.').number(cents % CENTS, 2);
    }
}

package cn.lvyue.hub.quality;

import cn.lvyue.hub.standard.Days;
import cn.lvyue.hub.standard.FieldType;
import org.jspecify.annotations.Nullable;

/** The form a field's type gives its values: length, characters, digits, days that exist. */
interface Form {
    /** @return null if the value is of this form */
    @Nullable
    Fault fault(String value);

    static Form of(FieldType type) {
        return switch (type.kind()) {
            case TEXT -> new TextForm(0, type.length());
            case FIXED -> new TextForm(type.length(), type.length());
            case NUMBER -> new NumberForm(type.length() - type.scale(), type.scale());
            case DATE -> Form::dayFault;
            case DATETIME -> Form::momentFault;
        };
    }

    private static @Nullable Fault dayFault(String value) {
        if (value.length() != 10 || value.charAt(4) != '-' || value.charAt(7) != '-') {
            return new Fault("V102", "yyyy-MM-dd");
        }
        return Days.exists(value, 0, 5, 8) ? null : new Fault("V107", "存在的日期 | a day that exists");
    }

    private static @Nullable Fault momentFault(String value) {
        if (value.length() != 19 || value.charAt(10) != ' ' || value.charAt(13) != ':' || value.charAt(16) != ':') {
            return new Fault("V102", "yyyy-MM-dd HH:mm:ss");
        }
        var fault = dayFault(value.substring(0, 10));
        boolean time = within(Days.number(value, 11, 2), 24)
                && within(Days.number(value, 14, 2), 60)
                && within(Days.number(value, 17, 2), 60);
        return fault != null || time ? fault : new Fault("V107", "存在的时刻 | a time that exists");
    }

    private static boolean within(int number, int below) {
        return number >= 0 && number < below;
    }
}

package cn.lvyue.hub.plumbing;

import org.jspecify.annotations.Nullable;

/** Something the hub needs is not there; the message says what and what to do, in Chinese and in English. */
class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String chinese, String english, @Nullable Throwable cause) {
        super(chinese + "\n" + english, cause);
    }

    CannotStart(String chinese, String english) {
        this(chinese, english, null);
    }
}

package cn.lvyue.hub.security;

import java.util.Locale;

/** What a password has to be like (GB/T 22239-2019, 8.1.4.1 a). */
record PasswordRule(int shortest) {
    private static final int LONGEST = 200;
    private static final int KINDS = 3;
    private static final int LONG_ENOUGH = 20;

    /** Whether a password may be used: long enough, of three kinds of characters or really long, and not the name. */
    boolean allows(String person, String password) {
        return password.length() >= shortest
                && password.length() <= LONGEST
                && (kinds(password) >= KINDS || password.length() >= LONG_ENOUGH)
                && password.chars().distinct().count() >= shortest / 2
                && !password.toLowerCase(Locale.ROOT).contains(person.toLowerCase(Locale.ROOT));
    }

    private static int kinds(String password) {
        int kinds = 0;
        kinds += password.chars().anyMatch(Character::isLowerCase) ? 1 : 0;
        kinds += password.chars().anyMatch(Character::isUpperCase) ? 1 : 0;
        kinds += password.chars().anyMatch(Character::isDigit) ? 1 : 0;
        kinds += password.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 1 : 0;
        return kinds;
    }
}

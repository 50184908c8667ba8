package cn.lvyue.hub.proof;

import java.util.stream.Stream;

/** What the log is hashed with, chosen when it begins and never changed. Both give 32 bytes. */
public enum HashAlgorithm {
    /** GB/T 32905. */
    SM3("SM3"),
    /** FIPS 180-4. */
    SHA_256("SHA-256");

    private final String label;

    HashAlgorithm(String label) {
        this.label = label;
    }

    /** As texts of the log name it. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException if the log knows no such algorithm */
    public static HashAlgorithm ofLabel(String label) {
        return Stream.of(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no hash " + label));
    }
}

package cn.lvyue.hub.reconciliation;

/** The order of source record numbers in statements: by their bytes in UTF-8, which is that of their code points. */
final class Numbers {
    private Numbers() {}

    static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}

package cn.lvyue.hub.search;

/** What became of the words somebody put a search in: a search, or what is wrong with them. */
public sealed interface Asked permits Query, Asked.Refused {

    /**
     * A search that is not made.
     *
     * @param code of the catalogue of findings
     * @param wantedZh what would be right, in Chinese; {@code wantedEn} the same in English
     */
    record Refused(String code, String parameter, String value, String wantedZh, String wantedEn) implements Asked {}
}

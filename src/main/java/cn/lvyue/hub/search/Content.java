package cn.lvyue.hub.search;

/**
 * What may be searched of a source record: nothing the pack calls personal, and no number of a person inside prose.
 *
 * @param text all of it, folded
 * @param names of the organisations it is about, folded
 */
record Content(String text, String names, String complainantCode, String respondentCode) {}

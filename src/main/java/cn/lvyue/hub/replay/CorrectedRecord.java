package cn.lvyue.hub.replay;

/**
 * A record a person corrects.
 *
 * @param row where its present revision stands in its message
 * @param fields its present fields, a JSON object of texts
 * @param changes what the person wants instead, likewise
 */
record CorrectedRecord(int row, String sourceRecordNo, String fields, String changes) {}

package cn.lvyue.hub.work;

/** A source record that waits for a person. @param fields in the standard's fields, a JSON object of texts */
record WaitingRecord(int row, String sourceRecordNo, String fields) {}

package cn.lvyue.hub.quality;

/** Why a value is not of its field's form. @param wanted Chinese and English, as {@code 中文 | English} */
record Fault(String code, String wanted) {}

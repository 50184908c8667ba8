package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;

/** What a fault costs a record: the finding's severity and code. */
public record Penalty(Severity severity, String code) {}

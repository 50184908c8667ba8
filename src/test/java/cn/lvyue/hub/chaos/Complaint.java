package cn.lvyue.hub.chaos;

/**
 * One made-up complaint as its source tells it, and what the platforms must hold of it in the end, worked out without the
 * hub's code: the province whatever is in force, the nation what was confirmed, until that is undone.
 */
final class Complaint {
    /** The states a source tells, with what they mean. */
    enum Status {
        PROCESSING,
        UNFOUNDED,
        DEFAULT_CONFIRMED,
        REPAIRED,
        REVOKED,
        WITHDRAWN;

        boolean isConfirmed() {
            return this == DEFAULT_CONFIRMED;
        }

        /** The province is told to remove it. */
        boolean isUndone() {
            return this == REVOKED || this == WITHDRAWN;
        }
    }

    private static final String BODY = """
            {"complaint_no":"%1$s","version":%2$d,"subject":{"name":"七台河众诚园区开发有限公司","uscc":"91230902MA1H8R2W6B",
            "contact":{"name":"刘先生","mobile":"19900001301"}},"object":{"name":"七台河市茄子河区人民政府",
            "uscc":"11230904005634723K","region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},
            "type":"INVESTMENT_PROMOTION","subject_line":"未兑现标准化厂房回购承诺 %3$s","narrative":"到期后以原政策作废为由不履行，请求依法履约。",
            "claim":{"amount":"%4$d.00","currency":"CNY"},
            "contract":{"title":"厂房代建与回购协议","no":"%1$s","signed_on":"2018-11-06"},
            "submitted_at":"2023-09-14T01:20:00Z","accepted_at":"2023-09-15T09:00:00+08:00","status":"%5$s",
            "determination":%6$s,"closed_on":"2023-10-12","updated_at":"2023-10-12T09:05:00+08:00"}
            """;
    private static final String DETERMINATION = "{\"org\":\"黑龙江省营商环境建设监督局\",\"result\":\"属实\",\"date\":\"2023-10-12\"}";

    private final String number;
    private final long amount;
    private int version;
    private Status status = Status.PROCESSING;
    private String last = "";
    private int national;

    Complaint(String number, long amount) {
        this.number = number;
        this.amount = amount;
    }

    /** The next state; every one differs from the last in what it tells. @return the body to post */
    String tell(Status next) {
        version++;
        boolean stood = national > 0;
        status = next;
        if (next.isConfirmed() || next == Status.REPAIRED && stood) {
            national = version;
        } else if (next != Status.REPAIRED) {
            national = 0;
        }
        last = body(version, "第" + version + "次", next);
        return last;
    }

    /** What was told last, once more. */
    String repeat() {
        return last;
    }

    /** Something of an earlier day that comes late: nothing becomes of it. */
    String stale() {
        return body(version - 1, "迟到", Status.PROCESSING);
    }

    private String body(int of, String remark, Status as) {
        var determined = as == Status.DEFAULT_CONFIRMED || as == Status.REPAIRED;
        return BODY.formatted(number, of, remark, amount, as, determined ? DETERMINATION : "null");
    }

    String number() {
        return number;
    }

    int version() {
        return version;
    }

    Status status() {
        return status;
    }

    /** The revision the province holds in the end; 0 for none. */
    int atProvince() {
        return status.isUndone() ? 0 : version;
    }

    /** The revision the nation holds in the end; 0 for none. */
    int atNation() {
        return national;
    }
}

package cn.lvyue.hub.benchmark;

/** One made-up complaint as feed {@code credit-site} posts it, some 1,270 bytes, always the same for the same number. */
final class PostBody {
    static final String FEED = "credit-site";

    private static final String NARRATIVE = "招商协议约定三年后由区政府回购标准化厂房，到期后以原政策作废为由不履行，资金长期沉淀，请求依法履约。";

    private PostBody() {}

    static String of(long number) {
        return """
                {"complaint_no":"BM-%1$09d","version":1,"subject":{"name":"七台河众诚园区开发有限公司","uscc":"91230902MA1H8R2W6B",\
                "contact":{"name":"刘先生","mobile":"19900001301"}},"object":{"name":"七台河市茄子河区人民政府",\
                "uscc":"11230904005634723K","region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},\
                "type":"INVESTMENT_PROMOTION","subject_line":"茄子河区政府未兑现标准化厂房回购承诺","narrative":"%2$s%2$s",\
                "claim":{"amount":"6200000.00","currency":"CNY"},"contract":{"title":"茄子河区标准化厂房代建与回购协议",\
                "no":"BM-%1$09d","signed_on":"2018-11-06"},"submitted_at":"2023-09-14T01:20:00Z",\
                "accepted_at":"2023-09-15T09:00:00+08:00","status":"PROCESSING","determination":null,"closed_on":null,\
                "updated_at":"2023-09-15T09:05:00+08:00","attachments":[]}""".formatted(number, NARRATIVE);
    }
}

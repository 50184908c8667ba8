package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.ReturnedRecords.Linked;
import cn.lvyue.hub.ledger.ReturnedRecords.Summary;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;

@Schema(description = "退回补正 / The return loop of a message")
record ReturnAnswer(
        @Schema(description = "退回后尚未重新报送的记录数 / records that went back and did not come again")
        int open,

        @Schema(description = "更正本报文记录的报文 / messages that brought its records again")
        List<Of> correctedBy,

        @Schema(description = "由本报文更正的报文 / messages whose records it brought again")
        List<Of> corrects) {

    static ReturnAnswer of(Summary summary) {
        return new ReturnAnswer(
                summary.open(),
                summary.correctedBy().stream().map(Of::of).toList(),
                summary.corrects().stream().map(Of::of).toList());
    }

    @Schema(name = "ReturnedWith", description = "另一报文及记录数 / another message, and how many records")
    record Of(String messageId, int records) {
        static Of of(Linked linked) {
            return new Of(Long.toString(linked.messageId()), linked.records());
        }
    }

    @Schema(name = "ReturnLink", description = "另一报文中的一条记录 / a record of another message")
    record Link(
            String messageId,
            int row,
            OffsetDateTime at,

            @Schema(description = "更正记录的处理结果 / what became of the correction")
            Outcome outcome) {
        static Link of(cn.lvyue.hub.ledger.ReturnedRecords.Link link) {
            return new Link(Long.toString(link.messageId()), link.row(), Times.of(link.at()), link.outcome());
        }
    }
}

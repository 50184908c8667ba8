package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Admission;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.security.Source;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in messages over HTTP. Nothing here may ask the servlet for a parameter: for a body declared as a form (what curl
 * declares by default) that would read the body away.
 */
@RestController
@RequestMapping("/api/v1/feeds/{feed}/messages")
@Tag(name = "报文 messages")
class FeedMessages {
    /** How the address of every post ends. */
    static final String LAST = "/messages";

    private final FeedPacks feeds;
    private final Reception reception;
    private final MessageAccounts accounts;
    private final OpenSources open;

    FeedMessages(FeedPacks feeds, Reception reception, MessageAccounts accounts, OpenSources open) {
        this.feeds = feeds;
        this.reception = reception;
        this.accounts = accounts;
        this.open = open;
    }

    @PostMapping
    @Operation(
            summary = "送入一份报文 / Post a message",
            description = "正文为该来源的任一格式，原样归档后才应答。/ The body is any format the feed reads; it is archived as it came"
                    + " before the answer.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))),
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "wait",
                        description = "最多等待处理的秒数，0 至 60 / wait at most so many seconds for the outcome",
                        schema = @Schema(type = "integer", minimum = "0", maximum = "60")),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Idempotency-Key",
                        description = "同一来源同一键为同一报文；正文不同则为 T106"
                                + " / the same key of the same feed is the same message; T106 if the body is another",
                        schema = @Schema(type = "string", maxLength = 255)),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "X-Hub-Filename",
                        description = "文件名，百分号编码（UTF-8） / file name, percent-encoded UTF-8",
                        schema = @Schema(type = "string"))
            },
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        description = "已归档 / archived",
                        content = @Content(schema = @Schema(implementation = ReceivedAnswer.class))),
                @ApiResponse(
                        responseCode = "200",
                        description = "带 wait：报文情况 / with wait: the message summary",
                        content = @Content(schema = @Schema(implementation = MessageAnswer.class)))
            })
    ResponseEntity<Object> receive(@PathVariable String feed, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var feedId = opened(feed);
        var post = PostedHead.of(request);
        var message = reception.receive(arrival(feedId, post, request));
        if (post.patience().isZero()) {
            return at(ResponseEntity.accepted(), message).body(ReceivedAnswer.json(message));
        }
        return at(ResponseEntity.ok(), message).body(accounts.settled(message, post.patience()));
    }

    /** A post that asks for nothing else. The answer is JSON whatever the sender would rather have: by now its message is kept. */
    void receive(String feed, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var message = reception.receive(arrival(opened(feed), PostedHead.of(request), request));
        var answer = ReceivedAnswer.json(message);
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader(HttpHeaders.LOCATION, location(message));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private FeedId opened(String feed) {
        var feedId = feeds.feed(feed);
        open.require(feedId);
        return feedId;
    }

    /** A source's post is proved its own by the admission, when its body is whole. */
    private static Arrival arrival(FeedId feed, PostedHead post, HttpServletRequest request) throws IOException {
        var source = Source.of(request.getUserPrincipal());
        var body = request.getInputStream();
        return new Arrival(
                feed,
                Channel.HTTP,
                post.filename(),
                request.getContentType(),
                post.onceKey(),
                null,
                source.<InputStream>map(known -> known.body(body)).orElse(body),
                source.map(Source::admission).orElse(Admission.OPEN));
    }

    /** JSON whatever the sender would rather have: by now its message is kept. */
    private static ResponseEntity.BodyBuilder at(ResponseEntity.BodyBuilder answer, Message message) {
        return answer.contentType(MediaType.APPLICATION_JSON).header(HttpHeaders.LOCATION, location(message));
    }

    private static String location(Message message) {
        return "/api/v1/messages/" + message.id();
    }
}

package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.MonthRefused;
import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.KeptElsewhere;
import cn.lvyue.hub.record.OnceKeyReused;
import cn.lvyue.hub.record.TemporaryFailure;
import cn.lvyue.hub.security.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever stops a call of the API into a problem answer (RFC 9457). Pages are asked first: theirs are pages. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final ProblemAnswers problems;

    ApiProblems(ProblemAnswers problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        var retryAfter = refusal.members().get("retryAfter");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return problems.of(refusal.kind(), refusal.detail(), request.getRequestURI(), refusal.members(), headers);
    }

    /** What the door turns away once a call is under way: a post whose signature proves wrong with its body. */
    @ExceptionHandler
    ResponseEntity<Object> turnedAway(Refused refused, HttpServletRequest request) {
        var headers = new HttpHeaders();
        if (refused.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, Refused.SCHEME);
        }
        var retryAfter = refused.members().get("retryAfter");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return problems.of(
                refused.status(),
                refused.code(),
                refused.detail(),
                request.getRequestURI(),
                refused.members(),
                headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> otherBody(OnceKeyReused reused, HttpServletRequest request) {
        return problems.of(
                ProblemKind.OTHER_BODY,
                "此 Idempotency-Key 已用于报文 %d，而正文与那时不同；未保存".formatted(reused.messageId())
                        + " / this Idempotency-Key stands for message %d, which had another body; nothing was kept"
                                .formatted(reused.messageId()),
                request.getRequestURI(),
                Map.of("messageId", Long.toString(reused.messageId())),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLarge tooLarge, HttpServletRequest request) {
        return problems.of(
                ProblemKind.TOO_LARGE,
                "正文超过上限 %d 字节，未保存 / the body is longer than the limit of %d bytes; nothing was kept"
                        .formatted(tooLarge.limit(), tooLarge.limit()),
                request.getRequestURI(),
                Map.of("limit", tooLarge.limit()),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
        return refused(WantedType.refusal(mistyped), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return refused(WantedType.refusal(missing), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return refused(WantedType.refusal(unreadable), request);
    }

    /** The firewall looks at a header or parameter when it is read; what it says names neither cause nor remedy. */
    @ExceptionHandler
    ResponseEntity<Object> unsafe(RequestRejectedException rejected, HttpServletRequest request) {
        var refusal = Refusal.of(
                ProblemKind.BAD_PARAMETER,
                "请求头或参数含有不允许的字符；非 ASCII 字符须按 UTF-8 百分号编码，如 X-Hub-Filename: %E6%8A%95%E8%AF%89.csv",
                "a header or parameter holds characters that are not allowed; percent-encode as UTF-8 what is not ASCII,"
                        + " such as X-Hub-Filename: %E6%8A%95%E8%AF%89.csv");
        return refused(refusal, request);
    }

    @ExceptionHandler({
        TemporaryFailure.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> unavailable(RuntimeException failure, HttpServletRequest request) {
        LOG.warn("{} {} could not be served for now", request.getMethod(), request.getRequestURI(), failure);
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return problems.of(
                ProblemKind.UNAVAILABLE,
                "暂时无法办理，未作应答的报文请以同一 Idempotency-Key 重发"
                        + " / cannot be served for now; send again, with the same Idempotency-Key",
                request.getRequestURI(),
                Map.of(),
                headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> elsewhere(KeptElsewhere elsewhere, HttpServletRequest request) {
        var members = Map.<String, Object>of(
                "month", elsewhere.month(), "since", Times.of(elsewhere.since()).toString(), "file", elsewhere.file());
        return archive(HttpStatus.GONE, KeptElsewhere.CODE, elsewhere, members, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> damaged(BodyDamaged damaged, HttpServletRequest request) {
        LOG.error("{}", damaged.getMessage());
        var members =
                Map.<String, Object>of("messageId", Long.toString(damaged.messageId()), "segment", damaged.segment());
        return archive(HttpStatus.INTERNAL_SERVER_ERROR, damaged.code(), damaged, members, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> month(MonthRefused refused, HttpServletRequest request) {
        return archive(HttpStatus.CONFLICT, refused.code(), refused, Map.of(), request);
    }

    private ResponseEntity<Object> archive(
            HttpStatus status, String code, Exception why, Map<String, Object> members, HttpServletRequest request) {
        return problems.of(
                status.value(),
                code,
                String.valueOf(why.getMessage()),
                request.getRequestURI(),
                members,
                new HttpHeaders());
    }

    /** The client is gone; there is nobody to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    /** What Spring itself refuses: unknown paths, methods, media types; and at last the unexpected. */
    @ExceptionHandler
    ResponseEntity<Object> other(Exception exception, HttpServletRequest request) throws Exception {
        boolean ofSecurity = exception instanceof AccessDeniedException || exception instanceof AuthenticationException;
        if (ofSecurity || !request.getRequestURI().startsWith("/api/")) {
            throw exception;
        }
        if (exception instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return refusedBySpring(known, request);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
        return problems.of(
                ProblemKind.INTERNAL, "枢纽内部出错，日志中有原因 / the hub failed; its log has the cause", request.getRequestURI());
    }

    private ResponseEntity<Object> refusedBySpring(ErrorResponse known, HttpServletRequest request) {
        var kind = ProblemKind.of(known.getStatusCode().value());
        var call = request.getMethod() + " " + request.getRequestURI();
        var detail = "接口不受理 %s，状态 %d / %s is not served, status %d"
                .formatted(call, kind.status().value(), call, kind.status().value());
        return problems.of(kind, detail, request.getRequestURI(), Map.of(), known.getHeaders());
    }
}

package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.record.KeptElsewhere;
import cn.lvyue.hub.record.TemporaryFailure;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Refused;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** What a person sees instead of a page: what is wrong and where to go on; never how it broke, which is in the log. */
@Controller
@ControllerAdvice(basePackageClasses = ErrorPages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Clock clock;
    private final Shown shown;

    ErrorPages(Clock clock, Shown shown) {
        this.clock = clock;
        this.shown = shown;
    }

    /** What the server or the door refused. */
    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView refused(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return page(status, String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
    }

    @ExceptionHandler
    ModelAndView broken(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            throw failure; // the door answers
        }
        var why = Refusal.in(failure).orElse(null);
        int status = why == null ? status(failure) : why.status();
        if (status >= 500) {
            LOG.error("page {} could not be shown", request.getRequestURI(), failure);
        }
        var page = page(status, request.getRequestURI());
        if (why != null) {
            AuditNote.of(request).refused(status, why.code());
            page.addObject("why", why);
        }
        return page;
    }

    /** The client is gone; there is nobody to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    private static int status(Exception failure) {
        if (failure instanceof ErrorResponse known) {
            return known.getStatusCode().value();
        }
        if (failure instanceof Refused refused) {
            return refused.status();
        }
        if (failure instanceof KeptElsewhere) {
            return HttpStatus.GONE.value();
        }
        boolean passes = failure instanceof TemporaryFailure
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException;
        return passes ? HttpStatus.SERVICE_UNAVAILABLE.value() : HttpStatus.INTERNAL_SERVER_ERROR.value();
    }

    private ModelAndView page(int status, String path) {
        var page = new ModelAndView("error");
        page.setStatus(HttpStatus.valueOf(status));
        page.addObject("status", status);
        page.addObject("path", path);
        page.addObject("at", shown.time(clock.instant()));
        return page;
    }
}

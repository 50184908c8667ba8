package cn.lvyue.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that has lasted long enough, however busy it is, and one that somebody ended elsewhere: rights are those of the
 * login.
 */
final class SessionLife extends OncePerRequestFilter {
    private final Duration longest;
    private final SessionBook book;
    private final Clock clock;

    SessionLife(Duration longest, SessionBook book, Clock clock) {
        this.longest = longest;
        this.book = book;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/assets/") || path.startsWith("/webjars/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && isOver(session)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean isOver(HttpSession session) {
        boolean old =
                Instant.ofEpochMilli(session.getCreationTime()).plus(longest).isBefore(clock.instant());
        var inBook = Entering.inBook(session);
        if (old && inBook.isPresent()) {
            book.end(inBook.get());
        }
        return old || inBook.filter(id -> !book.isOpen(id)).isPresent();
    }
}

package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** What follows a right password or the word of an identity provider: what is left to do, or the page that was wanted. */
@Component
class Entering implements AuthenticationSuccessHandler, LogoutHandler {
    private static final String SESSION = Entering.class.getName();
    private static final String WAY = SESSION + ".way";
    private static final String START = "/";

    private final Logins logins;
    private final Passwords passwords;
    private final SessionBook book;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache wanted = new HttpSessionRequestCache();

    @SuppressWarnings("NullAway") // null: the address that was wanted gets no parameter added
    Entering(Logins logins, Passwords passwords, SessionBook book) {
        wanted.setMatchingRequestParameterName(null);
        this.logins = logins;
        this.passwords = passwords;
        this.book = book;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var known = known(who);
        boolean byProvider = who instanceof OAuth2AuthenticationToken;
        request.getSession().setAttribute(WAY, byProvider ? "provider" : "password");
        response.sendRedirect(request.getContextPath() + goOn(known, request, response));
    }

    private Authentication known(Authentication who) {
        return who.getPrincipal() instanceof ProvidedPerson provided ? logins.in(provided.person(), List.of()) : who;
    }

    /** Something that had to be done was done. @return where to go on */
    String done(Stage stage, HttpServletRequest request, HttpServletResponse response) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null
                || !(who.getPrincipal() instanceof Person person)
                || !Stage.of(who).contains(stage)) {
            return START;
        }
        var left = new ArrayList<>(Stage.of(who));
        left.remove(stage);
        request.changeSessionId();
        return goOn(logins.in(person, left), request, response);
    }

    /** A second factor was made ready. @return where to go on; none for who was in already */
    Optional<String> enrolled(HttpServletRequest request, HttpServletResponse response) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && Stage.of(who).contains(Stage.ENROL)
                ? Optional.of(done(Stage.ENROL, request, response))
                : Optional.empty();
    }

    private String goOn(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        var stages = Stage.of(who);
        if (!stages.contains(Stage.CODE)) {
            enter(who.getName(), request);
        }
        return stages.isEmpty() ? asked(request, response) : stages.get(0).page();
    }

    /** From here on it is a session that others see and may end. */
    private void enter(String name, HttpServletRequest request) {
        var session = request.getSession();
        if (inBook(session).isPresent()) {
            return;
        }
        var way = String.valueOf(session.getAttribute(WAY));
        passwords.entered(new Actor(name, request.getRemoteAddr()), way);
        session.setAttribute(
                SESSION, book.begin(name, request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT), way));
    }

    private String asked(HttpServletRequest request, HttpServletResponse response) {
        var saved = wanted.getRequest(request, response);
        if (saved == null) {
            return START;
        }
        wanted.removeRequest(request, response);
        var address = URI.create(saved.getRedirectUrl());
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** Where a page is remembered that somebody asked for before he was in. */
    RequestCache wanted() {
        return wanted;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        Optional.ofNullable(request.getSession(false)).flatMap(Entering::inBook).ifPresent(book::end);
    }

    /** The number of a session in the book; none before its person is in. */
    static Optional<Long> inBook(HttpSession session) {
        return session.getAttribute(SESSION) instanceof Long id ? Optional.of(id) : Optional.empty();
    }
}

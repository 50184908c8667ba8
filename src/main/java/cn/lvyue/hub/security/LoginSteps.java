package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The steps between a right password and the pages. */
@Component
public class LoginSteps {
    private final SecondFactors factors;
    private final Entering entering;

    LoginSteps(SecondFactors factors, Entering entering) {
        this.factors = factors;
        this.entering = entering;
    }

    /** @param codes of recovery, their only sight @param next where to go on; none for who was in already */
    public record Enrolled(List<String> codes, Optional<String> next) {
        /** Without the codes. */
        @Override
        public String toString() {
            return "Enrolled[" + next + "]";
        }
    }

    /** Takes the code that is asked for after the password. @return where to go on; none for a wrong code */
    public Optional<String> code(String typed, HttpServletRequest request, HttpServletResponse response) {
        var who = Person.of(request.getUserPrincipal());
        return who.filter(person -> factors.check(person, typed, request.getRemoteAddr()))
                .map(person -> entering.done(Stage.CODE, request, response));
    }

    /** Takes the first code of a new device. @return none for a wrong code */
    public Optional<Enrolled> confirm(String typed, HttpServletRequest request, HttpServletResponse response) {
        var who = Person.of(request.getUserPrincipal());
        return who.flatMap(person -> factors.confirm(person, typed, request.getRemoteAddr()))
                .map(codes -> new Enrolled(codes, entering.enrolled(request, response)));
    }
}

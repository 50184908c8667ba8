package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

class MetricsDoorTest {
    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("k", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "10.1.2.77, true", "10.1.3.77, false", "192.0.2.1, false"})
    void aMonitorThatIsNamedReadsWithoutAToken(String address, boolean may) {
        assertThat(mayRead(List.of("127.0.0.1", "10.1.2.0/24"), NOBODY, address))
                .isEqualTo(may);
    }

    @Test
    void nobodyIsNamedByDefaultAndTheAdminMayFromAnywhere() {
        var admin = new TestingAuthenticationToken("admin", "", "ROLE_ADMIN");

        assertThat(mayRead(List.of(), NOBODY, "127.0.0.1")).isFalse();
        assertThat(mayRead(List.of(), admin, "192.0.2.1")).isTrue();
    }

    private static boolean mayRead(List<String> named, Authentication who, String address) {
        var request = new MockHttpServletRequest("GET", "/actuator/prometheus");
        request.setRemoteAddr(address);
        var verdict = SecurityConfiguration.adminOrOneOf(named)
                .authorize(() -> who, new RequestAuthorizationContext(request));
        return verdict != null && verdict.isGranted();
    }
}

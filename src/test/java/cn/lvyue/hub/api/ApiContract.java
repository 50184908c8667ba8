package cn.lvyue.hub.api;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One server for all tests of the API. */
@SpringBootTest(
        classes = ApiServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-settings.yaml",
            "spring.mvc.problemdetails.enabled=true",
            "spring.servlet.multipart.enabled=false",
            "springdoc.api-docs.path=/api/v1/openapi",
            "springdoc.paths-to-match=/api/v1/**"
        })
class ApiContract {
    @Autowired
    InMemoryHub hub;

    @LocalServerPort
    int port;

    ApiCall api;

    @BeforeEach
    void startEmpty() {
        hub.clear();
        api = new ApiCall(port);
    }
}

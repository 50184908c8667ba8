package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Target;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How parameters are read, and what the OpenAPI document says beside the single calls. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {
    private static final String TOKEN = "token";
    private static final String SIGNATURE = "signature";

    private final OwnMessagesOnly ownMessagesOnly;
    private final DestroyedBodies destroyedBodies;

    ApiConfiguration(OwnMessagesOnly ownMessagesOnly, DestroyedBodies destroyedBodies) {
        this.ownMessagesOnly = ownMessagesOnly;
        this.destroyedBodies = destroyedBodies;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(ownMessagesOnly)
                .addPathPatterns(OwnMessagesOnly.PATHS, OwnMessagesOnly.POSTS, OwnMessagesOnly.TRIALS);
        registry.addInterceptor(destroyedBodies).addPathPatterns(DestroyedBodies.PATH);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Target.class, Target::ofId);
    }

    @Bean
    WebMvcRegistrations postsFirst() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new PostsFirst();
            }
        };
    }

    @Bean
    OpenAPI hubApi() {
        var info = new Info()
                .title("履约枢纽接口 / Lvyue Hub API")
                .version("v1")
                .description(
                        "时间为 ISO 8601，东八区。出错时应答 application/problem+json，含代码与处理办法。"
                                + " / Times are ISO 8601 with +08:00. Errors are application/problem+json with code and remedy.");
        return new OpenAPI()
                .info(info)
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .addSecurityItem(new SecurityRequirement().addList(SIGNATURE))
                .schemaRequirement(
                        TOKEN,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .schemaRequirement(SIGNATURE, signature());
    }

    private static SecurityScheme signature() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-Hub-Signature")
                .description("来源密钥签名，只用于本来源的报送与查询：方法、路径?查询、X-Hub-Timestamp（毫秒）、X-Hub-Nonce、正文的 SM3 五行以 LF"
                        + " 相连，取 HMAC-SM3 或 HMAC-SHA256 的十六进制；另带 X-Hub-Key。/ A source signs its own posts and reads: the hex"
                        + " HMAC over method, path?query, X-Hub-Timestamp (ms), X-Hub-Nonce and SM3 of the body, five lines joined"
                        + " by LF; X-Hub-Key names the key.");
    }

    /** Every call may answer with a problem. */
    @Bean
    OpenApiCustomizer everyCallMayFail() {
        return api -> {
            ModelConverters.getInstance(true).read(ProblemAnswer.class).forEach(api.getComponents()::addSchemas);
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiConfiguration::addProblem));
        };
    }

    private static void addProblem(Operation operation) {
        var problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("未能照办 / not served; code and remedy tell why")
                                .content(new Content().addMediaType("application/problem+json", problem)));
    }
}

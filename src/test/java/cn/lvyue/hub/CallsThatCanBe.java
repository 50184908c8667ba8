package cn.lvyue.hub;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.util.ClassUtils;

/** Leaves out of a context those calls of the API that need what it does not hold, so that a new call breaks no test of others. */
public class CallsThatCanBe implements BeanDefinitionRegistryPostProcessor {
    private static final String CALLS = "cn.lvyue.hub.api.";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (registry instanceof ConfigurableListableBeanFactory factory) {
            boolean more = true;
            while (more) {
                more = leaveOut(registry, factory);
            }
        }
    }

    private static boolean leaveOut(BeanDefinitionRegistry registry, ConfigurableListableBeanFactory factory) {
        boolean any = false;
        for (var name : registry.getBeanDefinitionNames()) {
            var type = registry.getBeanDefinition(name).getBeanClassName();
            if (type != null && type.startsWith(CALLS) && !canBe(ClassUtils.resolveClassName(type, null), factory)) {
                registry.removeBeanDefinition(name);
                any = true;
            }
        }
        return any;
    }

    private static boolean canBe(Class<?> type, ConfigurableListableBeanFactory factory) {
        var constructors = type.getDeclaredConstructors();
        return constructors.length != 1
                || Arrays.stream(constructors[0].getParameterTypes()).allMatch(needed -> isThere(needed, factory));
    }

    private static boolean isThere(Class<?> needed, ConfigurableListableBeanFactory factory) {
        return List.of(ObjectProvider.class, Optional.class).contains(needed)
                || Collection.class.isAssignableFrom(needed)
                || !needed.getName().startsWith("cn.lvyue.hub.")
                || factory.getBeanNamesForType(needed, true, false).length > 0;
    }
}

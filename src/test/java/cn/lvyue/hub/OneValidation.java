package cn.lvyue.hub;

import jakarta.validation.BootstrapConfiguration;
import jakarta.validation.ClockProvider;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ParameterNameProvider;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.spi.BootstrapState;
import jakarta.validation.spi.ConfigurationState;
import jakarta.validation.spi.ValidationProvider;
import jakarta.validation.valueextraction.ValueExtractor;
import java.io.InputStream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;

/**
 * Hibernate Validator, made once for a test JVM. Spring Boot makes one for every class of settings of every context, and each time
 * it looks through all jars of the class path. What a caller would have it do otherwise is passed over: no settings need it.
 */
public final class OneValidation implements ValidationProvider<HibernateValidatorConfiguration> {
    private final HibernateValidator real = new HibernateValidator();

    @Override
    public HibernateValidatorConfiguration createSpecializedConfiguration(BootstrapState state) {
        return real.createSpecializedConfiguration(state);
    }

    @Override
    public Configuration<?> createGenericConfiguration(BootstrapState state) {
        return new Passing();
    }

    @Override
    public ValidatorFactory buildValidatorFactory(ConfigurationState configuration) {
        return real.buildValidatorFactory(configuration);
    }

    private static final class Made {
        static final HibernateValidatorConfiguration DEFAULTS =
                Validation.byProvider(HibernateValidator.class).configure();
        static final ValidatorFactory FACTORY = DEFAULTS.buildValidatorFactory();
    }

    /** Ends in the one factory, whatever it is told. */
    private static final class Passing implements Configuration<Passing> {
        @Override
        public Passing ignoreXmlConfiguration() {
            return this;
        }

        @Override
        public Passing messageInterpolator(MessageInterpolator interpolator) {
            return this;
        }

        @Override
        public Passing traversableResolver(TraversableResolver resolver) {
            return this;
        }

        @Override
        public Passing constraintValidatorFactory(ConstraintValidatorFactory factory) {
            return this;
        }

        @Override
        public Passing parameterNameProvider(ParameterNameProvider provider) {
            return this;
        }

        @Override
        public Passing clockProvider(ClockProvider provider) {
            return this;
        }

        @Override
        public Passing addValueExtractor(ValueExtractor<?> extractor) {
            return this;
        }

        @Override
        public Passing addMapping(InputStream stream) {
            return this;
        }

        @Override
        public Passing addProperty(String name, String value) {
            return this;
        }

        @Override
        public MessageInterpolator getDefaultMessageInterpolator() {
            return Made.DEFAULTS.getDefaultMessageInterpolator();
        }

        @Override
        public TraversableResolver getDefaultTraversableResolver() {
            return Made.DEFAULTS.getDefaultTraversableResolver();
        }

        @Override
        public ConstraintValidatorFactory getDefaultConstraintValidatorFactory() {
            return Made.DEFAULTS.getDefaultConstraintValidatorFactory();
        }

        @Override
        public ParameterNameProvider getDefaultParameterNameProvider() {
            return Made.DEFAULTS.getDefaultParameterNameProvider();
        }

        @Override
        public ClockProvider getDefaultClockProvider() {
            return Made.DEFAULTS.getDefaultClockProvider();
        }

        @Override
        public BootstrapConfiguration getBootstrapConfiguration() {
            return Made.DEFAULTS.getBootstrapConfiguration();
        }

        @Override
        public ValidatorFactory buildValidatorFactory() {
            return Made.FACTORY;
        }
    }
}

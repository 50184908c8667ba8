package cn.lvyue.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@AnalyzeClasses(packages = "cn.lvyue.hub", importOptions = ImportOption.DoNotIncludeTests.class)
class CodeConventionsTest {

    @ArchTest
    static final ArchRule camelIsImportedOnlyByPlumbing = noClasses()
            .that()
            .resideOutsideOfPackage("cn.lvyue.hub.plumbing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("steps are plain Java; routes put them in order");

    @ArchTest
    static final ArchRule poiIsImportedOnlyByIntake = noClasses()
            .that()
            .resideOutsideOfPackage("cn.lvyue.hub.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.poi..")
            .because("intake alone knows what a workbook is");

    @ArchTest
    static final ArchRule theSharedWordsTouchNothingOutside = classes()
            .that()
            .resideInAPackage("cn.lvyue.hub.record..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "cn.lvyue.hub.record..", "org.jspecify.annotations..", "org.springframework.modulith..")
            .because("every module shares them");

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Date.class.getName())
            .because("time is handed in as a Clock, so that any day can be tested");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .andShould()
            .notBeAnnotatedWith(Value.class)
            .because("collaborators come through the constructor and settings as validated records");

    @ArchTest
    static final ArchRule storesStayInTheirModule = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .should()
            .notBePublic()
            .because("SQL belongs to the module that owns the table");

    @ArchTest
    static final ArchRule nothingIsCalledByWhatItIsNot = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("a name says what a thing is for");
}

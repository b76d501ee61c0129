import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Whether files keep to PDF/UA-1 and PDF/A-2a by veraPDF's rules; a line a broken rule, exit code 1 if there is one. */
public class Conforms {
    private static final String[] PROFILES = {"ua1", "2a"};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean whole = files.length > 0;
        for (String file : files) {
            for (String profile : PROFILES) {
                whole &= conforms(file, PDFAFlavour.fromString(profile));
            }
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean conforms(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream data = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(data, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, Integer> broken = new TreeMap<>();
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    broken.merge(rule + " " + found.getMessage(), 1, Integer::sum);
                }
            }
            System.out.println(flavour + " " + (result.isCompliant() ? "holds" : "is broken") + ": " + file);
            broken.forEach((rule, times) -> System.out.println("  " + times + " times: " + rule));
            return result.isCompliant();
        }
    }
}

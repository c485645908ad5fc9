package dev.voiceops.simulators.twilio;

import java.util.LinkedHashMap;
import java.util.Map;

/** The form fields of Twilio's requests about a call. */
final class Fields {
    private Fields() {}

    /** The full set of a voice request for an inbound call between two US numbers. */
    static Map<String, String> voice(String accountSid, String callSid, CallPlan plan, String status) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", accountSid);
        fields.put("ApiVersion", "2010-04-01");
        fields.put("CallSid", callSid);
        fields.put("CallStatus", status);
        fields.put("CallToken", "%7B%22simulated%22%3Atrue%7D");
        fields.put("Direction", "inbound");
        place(fields, "From", plan.from(), "SAN FRANCISCO", "94105");
        place(fields, "Caller", plan.from(), "SAN FRANCISCO", "94105");
        place(fields, "To", plan.to(), "OAKLAND", "");
        place(fields, "Called", plan.to(), "OAKLAND", "");
        fields.put("StirVerstat", "TN-Validation-Passed-A");
        return fields;
    }

    private static void place(Map<String, String> fields, String role, String number, String city, String zip) {
        fields.put(role, number);
        fields.put(role + "City", city);
        fields.put(role + "State", "CA");
        fields.put(role + "Zip", zip);
        fields.put(role + "Country", "US");
    }
}

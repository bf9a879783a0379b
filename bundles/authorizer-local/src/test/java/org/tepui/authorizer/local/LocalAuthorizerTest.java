package org.tepui.authorizer.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.identity.Principal;

class LocalAuthorizerTest {

    /** Rows of acls.tsv: action, lists, object field, kinds of objects. */
    static Stream<List<String>> actions() throws IOException {
        String table = new String(LocalAuthorizerTest.class.getResourceAsStream("acls.tsv").readAllBytes(), StandardCharsets.UTF_8);
        return table.lines().skip(2).map(line -> List.of(line.split("\t")));
    }

    private static boolean allowed(String acls, String principal, String action, String object) {
        LocalAuthorizer authorizer = new LocalAuthorizer();
        authorizer.configure(new TreeMap<>(Map.of("acls", acls)));
        return authorizer.approver(Optional.ofNullable(principal).map(Principal::of), action).toCompletableFuture().join()
                .approved(object == null ? AuthorizationObject.any() : AuthorizationObject.of(object));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void everyActionIsDecidedByItsListsFirstMatchFirst(List<String> row) {
        for (String list : row.get(3).split(" \\+ ")) {
            String acls = "{'LIST':[{'principals':{'values':['op']},'OBJ':{'type':'ANY'}},{'principals':{'type':'ANY'},'OBJ':{'type':'NONE'}}]}"
                    .replace("LIST", list).replace("OBJ", row.get(6)).replace('\'', '"');
            for (String name : (row.get(0) + (row.get(2).isEmpty() ? "" : " " + row.get(2))).split(" ")) {
                assertTrue(allowed(acls, "op", name, "/metrics/snapshot"), name);
                assertFalse(allowed(acls, "other", name, "/metrics/snapshot"), name);
                assertFalse(allowed(acls, null, name, null), name);
                assertTrue(allowed("{}", "other", name, "x"), name);
                assertFalse(allowed("{\"permissive\":false}", "other", name, "x"), name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"eng,false", "eng/a,true", "eng/a/b,true", "engine,false", "ops,true", "other,false"})
    void aPercentStandsForTheRolesBelow(String role, boolean expected) {
        String acls = "{\"permissive\":false,\"register_frameworks\":[{\"principals\":{\"values\":[\"fw\"]},"
                + "\"roles\":{\"values\":[\"eng/%\",\"ops\"]}}]}";
        assertEquals(expected, allowed(acls, "fw", "REGISTER_FRAMEWORK", role));
    }

    @Test
    void whatIsNoActionAndWhoHasOnlyClaimsIsDenied() {
        assertFalse(allowed("{}", "op", "UNKNOWN", "x"));
        LocalAuthorizer authorizer = new LocalAuthorizer();
        assertFalse(authorizer.approver(Optional.empty(), "RUN_TASK").toCompletableFuture().join().approved(AuthorizationObject.any()));
        authorizer.configure(new TreeMap<>(Map.of("acls", "{}")));
        Principal claims = Principal.of(Optional.empty(), Map.of("cid", "c"));
        assertFalse(authorizer.approver(Optional.of(claims), "VIEW_TASK").toCompletableFuture().join().approved(AuthorizationObject.of("c")));
        assertTrue(authorizer.approver(Optional.of(claims), "KILL_NESTED_CONTAINER").toCompletableFuture().join()
                .approved(AuthorizationObject.of(Optional.of("c"), "mesos.v1.ContainerID", new byte[0])));
    }

    @Test
    void modulesAreManagedByKind() {
        String acls = "{\"permissive\":false,\"manage_modules\":[{\"principals\":{\"values\":[\"op\"]},\"modules\":{\"values\":[\"allocator\"]}}]}";
        assertTrue(allowed(acls, "op", "MANAGE_MODULES", "allocator"));
        assertFalse(allowed(acls, "op", "MANAGE_MODULES", "authorizer"));
        assertFalse(allowed(acls, null, "MANAGE_MODULES", "allocator"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "` `;empty", "{;no valid JSON", "[];must be an object", "{} {};go on behind", "{\"permissive\":\"x\"};permissive must be true or false",
        "{\"run_task\":[]};there is no ACL 'run_task'", "{\"run_tasks\":[{}]};run_tasks[0] has no 'principals'",
        "{\"run_tasks\":[{\"principals\":{\"type\":\"ZZ\"},\"users\":{}}]};ANY, NONE or SOME",
        "{\"run_tasks\":[{\"principals\":{},\"roles\":{}}]};has a field 'roles'",
        "{\"run_tasks\":[{\"principals\":{\"values\":[1]},\"users\":{}}]};list of texts",
        "{\"view_flags\":[{\"principals\":{\"type\":\"ANY\"},\"flags\":{\"values\":[\"x\"]}}]};ANY or NONE",
        "{\"get_endpoints\":[{\"principals\":{\"type\":\"ANY\"},\"paths\":{\"values\":[\"/nope\"]}}]};names '/nope'",
        "{\"permissive\":true,\"permissive\":false};Duplicate"
    })
    void badRulesGetOneLineThatSaysWhere(String acls, String expected) {
        String line = assertThrows(IllegalArgumentException.class, () -> AclsReader.read(acls)).getMessage();
        assertTrue(line.contains(expected), line);
        assertFalse(line.contains("\n"), line);
    }
}

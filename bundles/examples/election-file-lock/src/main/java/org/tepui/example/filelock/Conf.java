package org.tepui.example.filelock;

/** {@code conf/file-lock.json}, for both: <code>{"file": "/var/lib/tepui/leader"}</code>, in a folder that is there. */
public @interface Conf {

    /** Where the leader writes who it is; its lock lies beside it. Without it nobody can contend. */
    String file() default "";
}

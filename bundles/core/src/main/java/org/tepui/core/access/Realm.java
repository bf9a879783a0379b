package org.tepui.core.access;

/** What endpoints name when they want to know who asks. */
enum Realm {

    READ_ONLY("mesos-master-readonly"), READ_WRITE("mesos-master-readwrite"), SCHEDULER("mesos-master-scheduler"), OTHER("other");

    private final String text;

    Realm(String text) {
        this.text = text;
    }

    /** As clients see it; {@code other} stands for every realm that a plugin brought. */
    String text() {
        return text;
    }

    static Realm of(String text) {
        for (Realm realm : values()) {
            if (realm != OTHER && realm.text.equals(text)) {
                return realm;
            }
        }
        return OTHER;
    }
}

package org.tepui.planner;

import java.util.Arrays;

/** Roles by id, each with its clients in the order of their frameworks. */
final class RoleTable {

    final QuantityTable allocated = new QuantityTable();

    private static final int[] NO_CLIENTS = new int[0];

    private String[] names = new String[16];
    private double[] weights = new double[16];
    private int[] nodes = new int[16];
    private int[][] clients = new int[16][];
    private int count;

    /** Ids come in order, without gaps. */
    void add(int role, String name, double weight, int node) {
        if (role != count) {
            throw new IllegalArgumentException("role '" + name + "' came with id " + role + ", the next one is " + count);
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            weights = Arrays.copyOf(weights, count * 2);
            nodes = Arrays.copyOf(nodes, count * 2);
            clients = Arrays.copyOf(clients, count * 2);
        }
        names[role] = name;
        weights[role] = weight;
        nodes[role] = node;
        clients[role] = NO_CLIENTS;
        count++;
    }

    int count() {
        return count;
    }

    int check(int role) {
        if (role < 0 || role >= count) {
            throw new IllegalArgumentException("there is no role " + role + ", ids end before " + count);
        }
        return role;
    }

    String name(int role) {
        return names[role];
    }

    int node(int role) {
        return nodes[role];
    }

    double weight(int role) {
        return weights[role];
    }

    void weight(int role, double weight) {
        weights[check(role)] = weight;
    }

    /** Ascending by framework. */
    int[] clients(int role) {
        return clients[role];
    }

    void addClient(int role, int client, ClientTable table) {
        int[] known = clients[role];
        int at = 0;
        int end = known.length;
        while (at < end) {
            int middle = (at + end) >>> 1;
            if (table.framework(known[middle]) < table.framework(client)) {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        clients[role] = FrameworkTable.inserted(known, at, client);
    }

    void removeClient(int role, int client) {
        clients[role] = Arrays.stream(clients[role]).filter(known -> known != client).toArray();
    }
}

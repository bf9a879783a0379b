"use strict";
// Launches three command tasks with mesos-framework and prints one line for each that ends well; exits 0 after the third.
// Whatever the library finds wrong with the stream (line ends, JSON) ends the process with status 1 and the words.

var Scheduler = require("mesos-framework").Scheduler;
var Mesos = require("mesos-framework").Mesos.getMesos();

var finished = 0;
var instances = 3;

function fail(words) {
    console.log("FAULT " + words);
    process.exit(1);
}

var scheduler = new Scheduler({
    masterUrl: "127.0.0.1",
    port: process.argv[2],
    useZk: false,
    logging: {level: "debug", path: process.argv[3], fileName: "framework.log"},
    frameworkName: "node-client",
    restartStates: [],
    tasks: {
        "echo": {
            priority: 1,
            instances: instances,
            commandInfo: new Mesos.CommandInfo(null, null, true, "echo from node", null, null),
            resources: {cpus: 0.2, mem: 32, disk: 0, ports: 0}
        }
    }
});

scheduler.on("ready", function () { scheduler.subscribe(); });
scheduler.on("subscribed", function (event) { console.log("SUBSCRIBED " + event.frameworkId); });
scheduler.on("error", function (error) { fail(error.message || JSON.stringify(error)); });
scheduler.on("update", function (update) {
    console.log(update.status.state + " " + update.status.task_id.value);
    if (update.status.state === "TASK_FINISHED" && ++finished === instances) {
        console.log("ALL FINISHED");
        // The acknowledgement of the last one is under way.
        setTimeout(function () { process.exit(0); }, 200);
    }
});
setTimeout(function () { fail("not finished after 60 s"); }, 60000);

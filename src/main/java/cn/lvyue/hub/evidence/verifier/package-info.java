/** The offline verifier: one source file that needs a JDK and nothing of the hub. */
package cn.lvyue.hub.evidence.verifier;

package io.paddock.server.connection;

import io.paddock.server.config.LimitsConfig;
import io.paddock.server.config.SessionConfig;
import io.paddock.server.session.Heartbeats;
import io.paddock.server.session.Service;
import io.paddock.server.session.SessionIdSource;

/**
 * What all connections of a server share.
 *
 * @param sessions times
 * @param limits what a client may ask
 * @param ids where new sessions get their ids
 * @param heartbeats where signs of life go
 * @param load what the whole server has to do
 * @param service what is done for clients at the moment
 * @param throttle how many clients may connect in how much time
 * @param wakeLoops makes every loop follow the commit chain soon, also one that sleeps through
 *     commits
 */
public record ConnectionRules(
    SessionConfig sessions,
    LimitsConfig limits,
    SessionIdSource ids,
    Heartbeats heartbeats,
    ServerLoad load,
    Service service,
    SessionThrottle throttle,
    Runnable wakeLoops) {}

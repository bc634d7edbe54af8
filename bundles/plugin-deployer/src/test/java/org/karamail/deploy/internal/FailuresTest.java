package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void whatCountsIsWhatTheInnermostExceptionSays() {
    String trace =
        """
        java.lang.reflect.InvocationTargetException
        \tat java.base/java.lang.reflect.Constructor.newInstance(Constructor.java:481)
        Caused by: java.lang.IllegalStateException: it cannot start
        \t... 3 more
        Caused by: org.karamail.settings.InvalidSettingException: org.example: delay = 'soon' cannot be used
        \t... 4 more
        """;
    assertThat(Failures.cause(trace)).isEqualTo("org.example: delay = 'soon' cannot be used");
  }

  @Test
  void anExceptionThatSaysNothingIsNamed() {
    assertThat(Failures.cause("java.lang.NullPointerException\n\tat org.example.Gate.<init>(Gate.java:7)"))
        .isEqualTo("java.lang.NullPointerException");
  }
}

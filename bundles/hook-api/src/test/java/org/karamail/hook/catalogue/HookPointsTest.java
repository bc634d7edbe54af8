package org.karamail.hook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;

class HookPointsTest {

  static List<HookPoint<? extends Hook, ?>> points() {
    return HookPoints.ALL;
  }

  @Test
  void thereAreThirtyFivePointsAndNoTwoShareANameOrAnInterface() {
    assertThat(HookPoints.ALL).hasSize(35);
    assertThat(HookPoints.ALL.stream().map(HookPoint::name)).doesNotHaveDuplicates();
    assertThat(HookPoints.ALL.stream().map(HookPoint::type)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("points")
  void theInterfaceHasOneMethodNamedLikeThePointThatTakesTheViewAndTheCall(HookPoint<? extends Hook, ?> point) {
    assertThat(point.type().getInterfaces()).containsExactly(Hook.class);
    assertThat(point.type().getDeclaredMethods()).hasSize(1);
    Method method = point.type().getDeclaredMethods()[0];
    assertThat(method.getName()).isEqualTo(point.name());
    assertThat(method.getParameterTypes()).containsExactly(point.view(), Call.class);
  }

  @ParameterizedTest
  @MethodSource("points")
  void theCategoryIsThePackageOfTheInterface(HookPoint<? extends Hook, ?> point) {
    assertThat(point.type().getPackageName()).isEqualTo("org.karamail.hook." + point.category());
  }

  @ParameterizedTest
  @MethodSource("points")
  void observersAnswerNothingAndAllOthersAnOutcome(HookPoint<? extends Hook, ?> point) {
    Class<?> answer = point.type().getDeclaredMethods()[0].getReturnType();

    assertThat(answer).isEqualTo(point.shape() == Shape.OBSERVER ? void.class : Outcome.class);
  }

  @ParameterizedTest
  @MethodSource("points")
  void onlyGatesHaveVerdictsAndEveryGateMayProceedOrAccept(HookPoint<? extends Hook, ?> point) {
    if (point.shape() == Shape.GATE) {
      assertThat(point.verdicts()).contains(Verdict.Kind.PROCEED, Verdict.Kind.ACCEPT);
    } else {
      assertThat(point.verdicts()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void aClientWaitsTwoSecondsForAHookBeforeDataAndEverybodyElseThirty(HookPoint<? extends Hook, ?> point) {
    boolean beforeData = point.caller() == Caller.SMTP_SERVER && point.shape() != Shape.OBSERVER;

    assertThat(point.defaultTimeout()).isEqualTo(beforeData ? Duration.ofSeconds(2) : Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aPointIsFoundByItsName(HookPoint<? extends Hook, ?> point) {
    assertThat(HookPoints.named(point.name())).contains(point);
  }

  @Test
  void onBeforeDeliveryIsTheOtherNameOfOnPreDelivery() {
    assertThat(HookPoints.named("onBeforeDelivery")).contains(HookPoints.ON_PRE_DELIVERY);
    assertThat(HookPoints.named("onNothing")).isEmpty();
  }

  @Test
  void everyInterfaceMayBeALambda() {
    assertThat(HookPoints.ALL.stream().map(HookPoint::type))
        .allMatch(type -> type.isAnnotationPresent(FunctionalInterface.class));
  }
}

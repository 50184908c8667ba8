package cn.lvyue.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LvyueHub {
    public static void main(String[] args) {
        SpringApplication.run(LvyueHub.class, args);
    }
}
